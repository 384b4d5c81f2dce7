import { openBeside } from '../../store/open-beside'
import { serveThread } from '../../threads/serve-thread'
import { changeClass, type ChangedLabels } from './class-change'
import type { ClassChangeTask } from './class-changer'

/* A thread that changes all labels of one class in one transaction and ends. */
await serveThread<ClassChangeTask, never, ChangedLabels>(async ({ projectPath, change }) => {
  const store = openBeside(projectPath)
  try {
    return { result: await store.connection.durably(() => changeClass(store, change)) }
  } finally {
    store.close()
  }
})
