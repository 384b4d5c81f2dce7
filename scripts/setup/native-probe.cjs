// Works better-sqlite3 hard and lets the garbage collector clear up: an addon whose finalizers do not suit the
// runtime loads and inserts, and dies only then.
'use strict'
const { setFlagsFromString } = require('node:v8')
const { runInNewContext } = require('node:vm')
const Database = require('better-sqlite3')

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')
const rounds = 60
let sum = 0

for (let round = 1; round <= rounds; round += 1) {
  const database = new Database(':memory:')
  database.function('twice', (value) => value * 2)
  database.exec('CREATE TABLE numbers (value INTEGER)')
  const insert = database.prepare('INSERT INTO numbers VALUES (?)')
  database.transaction(() => {
    for (let value = 0; value < 10; value += 1) insert.run(value)
  })()
  const rows = database.prepare('SELECT twice(value) AS doubled FROM numbers').iterate()
  for (const row of rows) sum += /** @type {{ doubled: number }} */ (row).doubled
  if (round % 2 === 0) database.close()
  if (round % 10 === 0) collect()
}

collect()
setImmediate(() => {
  collect()
  if (sum !== rounds * 90) throw new Error(`better-sqlite3 added up to ${sum}, not ${rounds * 90}`)
  process.stdout.write('works\n')
})
