import { useEffect, useEffectEvent } from 'react'
import { create } from 'zustand'

type Receiver = (files: readonly File[]) => void

interface DropReceivers {
  /** The last one takes what is dropped on the window. */
  readonly receivers: readonly Receiver[]
  /** Files are over the window. */
  readonly over: boolean
}

export const useDropReceivers = create<DropReceivers>()(() => ({ receivers: [], over: false }))

export function setDropOver(over: boolean): void {
  useDropReceivers.setState({ over })
}

/** Takes what is dropped anywhere on the window, instead of whoever took it before, while the component is on screen. */
export function useDropReceiver(receive: Receiver): void {
  const current = useEffectEvent(receive)
  useEffect(() => {
    const receiver: Receiver = (files) => current(files)
    useDropReceivers.setState(({ receivers }) => ({ receivers: [...receivers, receiver] }))
    return () => useDropReceivers.setState(({ receivers }) => ({ receivers: receivers.filter((known) => known !== receiver) }))
  }, [])
}
