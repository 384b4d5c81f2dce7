import { Smartphone } from 'lucide-react'
import { listProblemAdvice, noPhoneAdvice } from '#core/model/phone'
import { openDialog } from '../../state/navigation'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { ErrorView } from '../../ui/error-view'
import { cx } from '../../ui/cx'
import page from '../../ui/page.module.css'
import { DeliveryForm } from './delivery-form'
import { MeasurementsTable } from './measurements-table'
import { PhoneCard } from './phone-card'
import styles from './phones-page.module.css'
import { WirelessForm } from './wireless-form'
import { usePhones } from './queries'
import { useCopyPhoneDiagnostics } from './use-copy-phone-diagnostics'

/** Models on their way to phones: what is sent, to which phone, and how it does there. */
export function PhonesPage() {
  const { data: list, error } = usePhones()
  const copyDiagnostics = useCopyPhoneDiagnostics()
  return (
    <section className={cx(page.page, styles.page)} aria-label="Phones">
      <header className={styles.head}>
        <h1>Phones</h1>
        <Button onClick={() => openDialog('phone-page')}>In a browser…</Button>
        <Button onClick={() => openDialog('bundle')}>Export a bundle…</Button>
        <Button look="quiet" onClick={() => copyDiagnostics(null)}>
          Copy diagnostics
        </Button>
      </header>
      <DeliveryForm />
      {error !== null && <ErrorView error={error} />}
      {list !== undefined && <AttachedPhones list={list} />}
      <WirelessForm />
      <MeasurementsTable />
    </section>
  )
}

function AttachedPhones({ list }: { readonly list: NonNullable<ReturnType<typeof usePhones>['data']> }) {
  if (list.phones.length === 0) {
    const { sentence, next } = list.problem === null ? noPhoneAdvice : listProblemAdvice[list.problem]
    return (
      <div>
        <EmptyState icon={<Smartphone size={28} />} title={sentence} text={next} />
      </div>
    )
  }
  return (
    <ul className={styles.cards} aria-label="Attached phones">
      {list.phones.map((phone) => (
        <li key={phone.serial}>
          <PhoneCard phone={phone} />
        </li>
      ))}
    </ul>
  )
}
