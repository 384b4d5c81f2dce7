import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useAction } from '../../state/actions'
import { changeFilter, useLibraryView } from '../../state/library-view'
import styles from './search-box.module.css'

const typingMs = 180

/** Words in paths and labels; the filter follows a moment after typing stops. */
export function SearchBox() {
  const filterText = useLibraryView((view) => view.filter.text ?? '')
  const [text, setText] = useState(filterText)
  const [known, setKnown] = useState(filterText)
  const input = useRef<HTMLInputElement>(null)
  if (known !== filterText) {
    setKnown(filterText)
    if (text.trim() !== filterText) setText(filterText)
  }

  useEffect(() => {
    if (text.trim() === filterText) return
    const timer = setTimeout(() => changeFilter({ text: text.trim() }), typingMs)
    return () => clearTimeout(timer)
  }, [text, filterText])

  useAction('library.find', () => input.current?.select())

  const clear = (): void => {
    setText('')
    changeFilter({ text: undefined })
  }

  return (
    <div className={styles.search}>
      <Search size={14} />
      <input
        ref={input}
        type="text"
        aria-label="Find photos by file, folder or label"
        placeholder="File, folder or label"
        value={text}
        spellCheck={false}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          if (text === '') event.currentTarget.blur()
          else clear()
        }}
      />
      {text !== '' && (
        <button type="button" aria-label="Clear the search" onClick={clear}>
          <X size={14} />
        </button>
      )}
    </div>
  )
}
