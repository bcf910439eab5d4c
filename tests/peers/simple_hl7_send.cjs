// A sender of others: messages of standard input by simple-hl7; prints the answers as JSON.
const hl7 = require("simple-hl7");

const port = Number(process.argv[2]);
const { messages } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const client = hl7.Server.createTcpClient("127.0.0.1", port);
const parser = new hl7.Parser();
const answers = [];

function next() {
  if (!messages.length) {
    console.log(JSON.stringify(answers));
    process.exit(0);
  }
  client.send(parser.parse(messages.shift()), (error, ack) => {
    answers.push(error ? "ERROR " + error : ack.toString());
    setImmediate(next);
  });
}
next();
