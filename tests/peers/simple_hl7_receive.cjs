// A receiver of others: simple-hl7 on a free port; prints its port, then each message as a JSON line. AE for "REFUSE".
const hl7 = require("simple-hl7");
const net = require("net");

const free = net.createServer().listen(0, "127.0.0.1", () => {
  const { port } = free.address();
  free.close(() => {
    const app = hl7.tcp();
    app.use((request, response, next) => {
      console.log(JSON.stringify(request.msg.toString()));
      if (request.msg.toString().includes("REFUSE")) response.ack.getSegment("MSA").setField(1, "AE");
      response.end();
    });
    app.use((error, request, response, next) => {
      console.log(JSON.stringify("ERROR " + error));
      response.end();
    });
    app.start(port);
    setTimeout(() => console.log(port), 100);
  });
});
