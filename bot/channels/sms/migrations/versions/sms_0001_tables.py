"""Inbox, outbox, what is remembered of a conversation, STOP, figures."""

import sqlalchemy as sa
from alembic import op

revision = "sms_0001"
down_revision = None
branch_labels = ("sms",)
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _inbox()
    _outbox()
    op.create_table(
        "sms_people",
        sa.Column("key", sa.String(40), primary_key=True),
        sa.Column("last_at", _MOMENT, nullable=False, index=True),
        sa.Column("memory", sa.Text(), nullable=False),
    )
    op.create_table(
        "sms_stops", sa.Column("key", sa.String(64), primary_key=True), sa.Column("since", sa.Date(), nullable=False)
    )
    op.create_table(
        "sms_counts",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("count", sa.Integer(), nullable=False),
    )


def _inbox() -> None:
    op.create_table(
        "sms_inbox",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("provider", sa.String(40), nullable=False),
        sa.Column("provider_id", sa.String(200), nullable=False),
        sa.Column("person", sa.String(40)),
        sa.Column("stop_key", sa.String(64)),
        sa.Column("text", sa.Text()),
        sa.Column("order", sa.String(20)),
        sa.Column("sent_at", _MOMENT, nullable=False),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("outcome", sa.String(30)),
        sa.Column("done_at", _MOMENT),
        sa.UniqueConstraint("provider", "provider_id", name="uq_sms_inbox_once"),
    )
    op.create_index("ix_sms_inbox_state", "sms_inbox", ["state", "person"])
    op.create_index("ix_sms_inbox_person", "sms_inbox", ["person", "received_at"])
    op.create_table(
        "sms_fragments",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("inbox_id", sa.Integer(), sa.ForeignKey("sms_inbox.id", ondelete="CASCADE"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.UniqueConstraint("inbox_id", "number", name="uq_sms_fragments_once"),
    )


def _outbox() -> None:
    op.create_table(
        "sms_outbox",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("inbox_id", sa.Integer()),
        sa.Column("ref", sa.String(40), nullable=False),
        sa.Column("provider", sa.String(40), nullable=False),
        sa.Column("provider_id", sa.String(200)),
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("number", sa.Text()),
        sa.Column("text", sa.Text()),
        sa.Column("coding", sa.String(8), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", _MOMENT, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("sent_at", _MOMENT),
        sa.Column("code", sa.String(60)),
        sa.UniqueConstraint("inbox_id", name="uq_sms_outbox_once"),
        sa.UniqueConstraint("ref", name="uq_sms_outbox_ref"),
    )
    op.create_index("ix_sms_outbox_state", "sms_outbox", ["state", "next_at"])
    op.create_index("ix_sms_outbox_provider_id", "sms_outbox", ["provider", "provider_id"])


def downgrade() -> None:
    for table in ("sms_counts", "sms_stops", "sms_people", "sms_outbox", "sms_fragments", "sms_inbox"):
        op.drop_table(table)
