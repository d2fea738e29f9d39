// A turn as the server prepares it (bot/channels/web/turn.py): every string ready to be shown, nothing left to decide.
export interface Piece {
  text: string;
  href: string;
}
export interface Fact extends Piece {
  label: string;
}
export interface Action {
  kind: string;
  target: string;
  text: string;
  label: string;
}
export interface Card {
  id: string;
  name: string;
  distance: string;
  state: string;
  opening: string;
  today: string;
  facts: Fact[];
  more: Fact[];
  notes: string[];
  source: string;
  actions: Action[];
  others: Action[];
  lat: number | null;
  lon: number | null;
}
export interface Answer {
  kind: string;
  lang: string;
  dir: string;
  urgent: boolean;
  before: Piece[][];
  cards: Card[];
  after: Piece[][];
  choices: { label: string; message: string }[];
  sources: string[];
  spoken: string;
}
export interface Turn {
  you: string;
  answers: Answer[];
}
/** The words of the interface that the script says by itself (bot/channels/web/page.py). */
export type Words = Record<string, string>;
