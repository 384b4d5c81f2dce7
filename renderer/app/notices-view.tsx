import { CircleAlert, X } from 'lucide-react'
import { dismissError, useNotices } from '../state/notices'
import { ErrorText } from '../ui/error-view'
import { IconButton } from '../ui/icon-button'
import styles from './notices-view.module.css'

/** The one place where errors of actions are shown, and short messages that need no decision. */
export function NoticesView() {
  const { toasts, errors } = useNotices()
  return (
    <div className={styles.notices}>
      {errors.map((error) => (
        <div key={error.id} role="alert" className={styles.error}>
          <CircleAlert size={16} />
          <ErrorText error={error} />
          <IconButton label="Put away" icon={<X size={15} />} onClick={() => dismissError(error.id)} />
        </div>
      ))}
      <div role="status" className={styles.toasts}>
        {toasts.map((toast) => (
          <p key={toast.id} className={styles.toast}>
            {toast.text}
          </p>
        ))}
      </div>
    </div>
  )
}
