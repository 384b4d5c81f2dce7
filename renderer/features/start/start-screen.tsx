import { FolderOpen, FolderPlus, Images, ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { useAddFolders } from '../../state/add-folders'
import { useProjects } from '../../state/projects'
import styles from './start-screen.module.css'

/** What an empty project shows: three doors in. The whole window takes dropped folders besides. */
export function StartScreen() {
  const { choose, addSamples, isPending } = useAddFolders()
  const { openProject } = useProjects()
  return (
    <section className={styles.screen} aria-label="Start">
      <h1>Label photos. Run slim models on them.</h1>
      <p className={styles.lead}>Start with a folder of photos. You can also drop folders anywhere on this window.</p>
      <div className={styles.doors}>
        <Door icon={<FolderPlus size={26} />} title="Add photo folder" text="Photos stay where they are and are never changed." disabled={isPending} onOpen={choose} />
        <Door icon={<Images size={26} />} title="Try the sample photos" text="A few pictures that come with the app." disabled={isPending} onOpen={addSamples} />
        <Door icon={<FolderOpen size={26} />} title="Open project" text="Go on with work saved earlier." disabled={isPending} onOpen={() => void openProject()} />
      </div>
      <p className={styles.promise}>
        <ShieldCheck size={16} />
        Nothing leaves this machine.
      </p>
    </section>
  )
}

interface DoorProps {
  readonly icon: ReactNode
  readonly title: string
  readonly text: string
  readonly disabled: boolean
  readonly onOpen: () => void
}

function Door({ icon, title, text, disabled, onOpen }: DoorProps) {
  return (
    <button type="button" className={styles.door} disabled={disabled} onClick={onOpen}>
      {icon}
      <strong>{title}</strong>
      <span>{text}</span>
    </button>
  )
}
