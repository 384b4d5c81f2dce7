import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PhonePlace, PhoneVersion } from '#core/contract/phones'
import { refresh } from '../../state/engine-query'
import { useModels } from '../../state/queries'
import { Button } from '../../ui/button'
import { Confirm } from '../../ui/confirm'
import styles from './phones-page.module.css'
import { usePhoneCommands, usePhoneVersions } from './queries'

/** What lies in one place of a phone, with the way back to an older version. */
export function PhoneVersions({ serial, place }: { readonly serial: string; readonly place: PhonePlace }) {
  const { data: versions } = usePhoneVersions(serial, place)
  const { titleOf } = useModels()
  const { rollBack, remove } = usePhoneCommands()
  const client = useQueryClient()
  const [removed, setRemoved] = useState<PhoneVersion | null>(null)
  const again = { onSettled: () => refresh(client, ['phone.versions']) }
  if (versions === undefined || versions.length === 0) return null
  return (
    <section aria-label="On the phone">
      <h3>On the phone</h3>
      <ul className={styles.versions}>
        {versions.map((version) => (
          <li key={version.folder}>
            <span title={version.folder}>
              {titleOf(version.modelId)} <code>{version.version}</code>
            </span>
            {version.isCurrent ? (
              <span className={styles.soft}>current</span>
            ) : (
              <Button look="quiet" disabled={rollBack.isPending} onClick={() => rollBack.mutate({ serial, place, modelId: version.modelId, version: version.version }, again)}>
                Make current
              </Button>
            )}
            <Button look="quiet" aria-label={`Remove ${titleOf(version.modelId)} ${version.version}`} onClick={() => setRemoved(version)}>
              Remove
            </Button>
          </li>
        ))}
      </ul>
      {removed !== null && (
        <Confirm
          title={`Remove ${titleOf(removed.modelId)} from the phone?`}
          action="Remove"
          onClose={() => setRemoved(null)}
          onConfirm={() => remove.mutate({ serial, place, modelId: removed.modelId, version: removed.version }, again)}
        >
          {`${removed.folder} is deleted on the phone. Nothing on this computer changes; it can be sent again.`}
        </Confirm>
      )}
    </section>
  )
}
