// Decides the cases of a file with an evaluator from npm, one answer a line.
//   node simulate.mjs PACKAGE public|bare CASES.ndjson
// `public` is its entry that checks its input; `bare` is its engine without these checks.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

const [packageEntry, mode, file] = process.argv.slice(2)
const evaluator = await import(pathToFileURL(packageEntry).href)

function simulation({ policies, request }) {
  return {
    request: {
      principal: request.principal,
      action: request.action,
      resource: { resource: request.resource, accountId: request.resource_account },
      contextVariables: request.context,
    },
    identityPolicies: policies.identity.map((policy, number) => ({ name: `p${number}`, policy })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  }
}

async function decided(one) {
  if (mode === 'bare') return evaluator.runUnsafeSimulation(one, {})
  const answer = await evaluator.runSimulation(one, {})
  if (answer.resultType === 'error') throw new Error(JSON.stringify(answer.errors))
  return answer.overallResult
}

for await (const line of createInterface({ input: createReadStream(file) })) {
  const found = JSON.parse(line)
  console.log(JSON.stringify({ id: found.id, decision: await decided(simulation(found)) }))
}
