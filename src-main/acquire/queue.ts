import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { secondMs } from '../../src-shared/base/time.ts'
import { messageLeft, type WhyLeft } from '../../src-shared/words/acquisition.ts'
import { type AwsAccess, clientOptions, type Requests } from './access.ts'
import { retrying } from './retrying.ts'

/** As it was received. */
export interface Message {
  readonly id: string
  readonly receipt: string
  readonly body: string
}

/** The most that SQS gives at once, and the longest it waits for one (SQS API reference, "ReceiveMessage"). */
const messagesAtOnce = 10
const longestWaitSeconds = 20

/** A queue of SQS. A message that is not deleted comes again when its visibility timeout is over. */
export class Queue {
  private constructor(
    private readonly client: SQSClient,
    private readonly url: string,
    private readonly access: AwsAccess,
    private readonly requests: Requests,
  ) {}

  static async open(url: string, access: AwsAccess, requests: Requests): Promise<Queue> {
    const region = /\/\/sqs\.([a-z0-9-]+)\./.exec(url)?.[1] ?? (await access.region())
    return new Queue(new SQSClient(clientOptions(access, 'SQS', region, url)), url, access, requests)
  }

  /** Empty where there are none. `waits`: asks SQS to wait a while for some. */
  async receive(waits: boolean): Promise<readonly Message[]> {
    // A connection on which nothing comes is given up.
    const most = Math.max(0, Math.min(longestWaitSeconds, Math.floor(this.access.idleMs / secondMs) - 5))
    const { Messages = [] } = await this.#ask('ReceiveMessage', (options) =>
      this.client.send(
        new ReceiveMessageCommand({
          QueueUrl: this.url,
          MaxNumberOfMessages: messagesAtOnce,
          // Without any wait, SQS asks a part of its servers only.
          WaitTimeSeconds: waits ? most : Math.min(1, most),
        }),
        options,
      ),
    )
    return Messages.map(({ MessageId = '', ReceiptHandle = '', Body = '' }) => ({
      id: MessageId,
      receipt: ReceiptHandle,
      body: Body,
    }))
  }

  /** To be called when what the message announced is safe. */
  async delete({ receipt }: Message): Promise<void> {
    await this.#ask('DeleteMessage', (options) =>
      this.client.send(new DeleteMessageCommand({ QueueUrl: this.url, ReceiptHandle: receipt }), options),
    )
  }

  #ask<T>(call: string, send: (options: { readonly abortSignal: AbortSignal }) => Promise<T>): Promise<T> {
    const { patience, signal } = this.access
    const once = () => {
      this.requests.count(call)
      return send({ abortSignal: signal })
    }
    return retrying(once, patience, signal)
  }

  close(): void {
    this.client.destroy()
  }
}

/** Messages that are left in the queue, each told once. They come again. */
export class SetAside {
  readonly #why = new Map<string, WhyLeft>()

  constructor(private readonly tell: (id: string, sentence: string) => void) {}

  /** Whether there is nothing to be done about it any more. `waits`: an object that failed is tried again. */
  has({ id }: Message, waits: boolean): boolean {
    const why = this.#why.get(id)
    return why !== undefined && !(waits && why === 'notFetched')
  }

  add({ id }: Message, why: WhyLeft): void {
    if (this.#why.get(id) === why) return
    this.#why.set(id, why)
    this.tell(id, messageLeft(id, why))
  }
}
