// A sender of others: messages of standard input by node-hl7-client, one after the other; prints the answers as JSON.
const { Client, Message, Batch } = require("node-hl7-client");

const port = Number(process.argv[2]);
const { messages, batch } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const answers = [];
const waiting = messages.map((text) => new Message({ text }));

const client = new Client({ host: "127.0.0.1" });
const connection = client.createConnection({ port }, async (response) => {
  answers.push(response.getMessage().toString());
  if (!batch && waiting.length) setImmediate(() => connection.sendMessage(waiting.shift()));
  if (answers.length < messages.length) return;
  console.log(JSON.stringify(answers));
  await connection.close();
  process.exit(0);
});
connection.on("client.error", (error) => {
  console.error(String(error));
  process.exit(1);
});
connection.on("connect", async () => {
  if (!batch) return connection.sendMessage(waiting.shift());
  const whole = new Batch({ batchHeader: true });
  whole.start();
  waiting.forEach((message) => whole.add(message));
  whole.end();
  return connection.sendMessage(whole);
});
