// Drives an NCALayer by the npm package ncalayer-js-client: node ncalayer_client.cjs URL < calls.json > answers.json
// Each call is [method, ...arguments]; "@name" stands for a constant of the client.
const { NCALayerClient } = require('ncalayer-js-client');

const constant = (value) => (typeof value === 'string' && value.startsWith('@') ? NCALayerClient[value.slice(1)] : value);

async function main() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const client = new NCALayerClient(process.argv[2], false);
  const answers = [await client.connect(), client.isKmd];
  for (const [method, ...args] of JSON.parse(Buffer.concat(chunks).toString())) {
    try {
      const result = await client[method](...args.map(constant));
      answers.push({ result: result === undefined ? null : result });
    } catch (error) {
      answers.push({ error: error.message, cancelled: error.canceledByUser === true });
    }
  }
  process.stdout.write(JSON.stringify(answers));
  process.exit(0);
}

main().catch((error) => { process.stderr.write(`${error}`); process.exit(1); });
