/** How requests are sent: over a network, or to an application in this process. */
type Send = (url: URL, init: RequestInit) => Promise<Response>;

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

/** Somebody with a browser that keeps cookies for each host, and follows redirects one by one. */
export class Visitor {
  readonly #jars = new Map<string, Cookie[]>();
  /** Addresses that were asked for, in order. */
  readonly trail: string[] = [];

  constructor(private readonly send: Send = fetch) {}

  /** Asks for a page without following redirects. */
  async ask(url: string | URL, init: RequestInit = {}): Promise<Response> {
    const to = new URL(url);
    this.trail.push(to.href);
    const headers = new Headers(init.headers);
    headers.set("host", to.host);
    const cookies = this.#jar(to).filter(({ path }) => to.pathname.startsWith(path));
    if (cookies.length > 0) {
      headers.set("cookie", cookies.map(({ name, value }) => `${name}=${value}`).join("; "));
    }
    const response = await this.send(to, { ...init, headers, redirect: "manual" });
    for (const cookie of response.headers.getSetCookie()) this.#keep(to, cookie);
    return response;
  }

  /** Asks for a page and follows redirects. */
  async open(url: string | URL, init: RequestInit = {}): Promise<Response & { readonly at: URL }> {
    let at = new URL(url);
    let response = await this.ask(at, init);
    for (let hops = 0; hops < 20; hops++) {
      const location = response.headers.get("location");
      if (location === null) return Object.assign(response, { at });
      at = new URL(location, at);
      response = await this.ask(at);
    }
    throw new Error(`too many redirects: ${this.trail.join(" ")}`);
  }

  /** The value of a cookie that a host has set. */
  cookie(url: string | URL, name: string): string | undefined {
    return this.#jar(new URL(url)).find((cookie) => cookie.name === name)?.value;
  }

  /** Puts a cookie there. */
  plant(url: string | URL, name: string, value: string): void {
    this.#keep(new URL(url), `${name}=${value}; path=/`);
  }

  #jar({ host }: URL): readonly Cookie[] {
    return this.#jars.get(host) ?? [];
  }

  #keep(url: URL, text: string): void {
    const [, name = "", value = ""] = /^([^=]*)=([^;]*)/.exec(text) ?? [];
    const path = /; *path=([^;]*)/i.exec(text)?.[1] ?? "/";
    const others = this.#jar(url).filter((cookie) => cookie.name !== name || cookie.path !== path);
    const gone = /max-age=0|expires=thu, 01 jan 1970/i.test(text);
    this.#jars.set(url.host, gone ? others : [...others, { name, value, path }]);
  }
}
