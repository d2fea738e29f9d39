// The address tells what was understood, never what was typed. A new call takes the way back away with it.
export class Addresses {
  private depth = 0;

  /** The same page, further understood. */
  replace(address: string): void {
    history.replaceState(history.state, "", address);
  }

  /** A site was opened: Back returns to the list. */
  push(address: string): void {
    if (location.pathname + location.search === address) return;
    history.pushState({ depth: ++this.depth }, "", address);
  }

  back(state: unknown): void {
    this.depth = (state as { depth?: number } | null)?.depth ?? 0;
  }

  /** Empty the addresses of the call: those behind are left, those ahead are cut. */
  async wipe(home: string): Promise<void> {
    if (this.depth > 0) {
      const gone = new Promise<void>((done) => window.addEventListener("popstate", () => done(), { once: true }));
      history.go(-this.depth);
      await gone;
      this.depth = 0;
    }
    history.replaceState(null, "", home);
    history.pushState(null, "", home);
  }
}
