// An SMPP 3.4 centre: messages come in on standard input (JSON lines), what the gateway does goes out on standard output.
const smpp = require("smpp");
const readline = require("readline");

let session = null;
const waiting = [];
const say = (event, more) => process.stdout.write(JSON.stringify({ event, ...more }) + "\n");

function deliver(message) {
  session.deliver_sm({
    source_addr: message.from,
    destination_addr: message.to,
    data_coding: message.coding,
    short_message: message.text,
  });
}

function receipt(pdu, id) {
  session.deliver_sm({
    source_addr: pdu.destination_addr,
    destination_addr: pdu.source_addr,
    esm_class: 4,
    short_message: `id:${id} sub:001 dlvrd:001 submit date:2611211200 done date:2611211200 stat:DELIVRD err:000 text:`,
  });
}

const server = smpp.createServer((connected) => {
  connected.on("bind_transceiver", (pdu) => {
    session = connected;
    connected.send(pdu.response());
    say("bind_transceiver", { system_id: pdu.system_id });
    waiting.splice(0).forEach(deliver);
  });
  let count = 0;
  connected.on("submit_sm", (pdu) => {
    const id = `m${++count}`;
    connected.send(pdu.response({ message_id: id }));
    const text = typeof pdu.short_message.message === "string" ? pdu.short_message.message : String(pdu.short_message);
    say("submit_sm", { to: pdu.destination_addr, coding: pdu.data_coding, text });
    setTimeout(() => receipt(pdu, id), 50);
  });
  connected.on("enquire_link", (pdu) => connected.send(pdu.response()));
  connected.on("unbind", (pdu) => connected.send(pdu.response()));
  connected.on("error", () => {});
});
server.listen(Number(process.argv[2]), "127.0.0.1");

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const message = JSON.parse(line);
  if (session) deliver(message);
  else waiting.push(message);
});
