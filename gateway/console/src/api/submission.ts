/**
 * The Idempotency-Key of a form. A request that may have been carried out keeps its key when it is repeated unchanged;
 * a changed request, or one that was answered for certain, gets a new one.
 */
export class Submission {
  private last: { key: string; content: string } | undefined

  constructor(private readonly make: () => string = randomKey) {}

  keyFor(content: string): string {
    if (this.last?.content !== content) this.last = { key: this.make(), content }
    return this.last.key
  }

  /** The server answered: the next attempt is another request. */
  settle() {
    this.last = undefined
  }
}

/** Works without HTTPS, too, where crypto.randomUUID does not exist. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')
}
