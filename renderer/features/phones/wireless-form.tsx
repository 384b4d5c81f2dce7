import { useState } from 'react'
import { Button } from '../../ui/button'
import styles from './phones-page.module.css'
import { usePhoneCommands } from './queries'

const addressPattern = /^[\w.:[\]-]+:\d{1,5}$/u
const codePattern = /^\d{6}$/u

/** A phone that is in the same network instead of at a cable. */
export function WirelessForm() {
  const [address, setAddress] = useState('')
  const [code, setCode] = useState('')
  const { connect } = usePhoneCommands()
  const canConnect = addressPattern.test(address) && (code === '' || codePattern.test(code)) && !connect.isPending
  return (
    <details className={styles.wireless}>
      <summary>Over Wi-Fi</summary>
      <form
        className={styles.row}
        aria-label="A phone over Wi-Fi"
        onSubmit={(event) => {
          event.preventDefault()
          if (canConnect) connect.mutate({ address, pairingCode: code === '' ? null : code }, { onSuccess: () => setCode('') })
        }}
      >
        <label className={styles.field}>
          <span>Address</span>
          <input type="text" value={address} placeholder="192.168.1.20:37123" spellCheck={false} onChange={(event) => setAddress(event.currentTarget.value.trim())} />
        </label>
        <label className={styles.field}>
          <span>Pairing code</span>
          <input type="text" inputMode="numeric" value={code} placeholder="only the first time" spellCheck={false} onChange={(event) => setCode(event.currentTarget.value.trim())} />
        </label>
        <Button type="submit" disabled={!canConnect}>
          {code === '' ? 'Connect' : 'Pair'}
        </Button>
      </form>
      <p className={styles.soft}>Both are shown by “Wireless debugging” in the developer options of Android 11 and later. Pairing has an address of its own there; connect afterwards with the other one.</p>
    </details>
  )
}
