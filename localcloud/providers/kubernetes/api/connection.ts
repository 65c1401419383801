/** How to reach and log in to one API server. */
export interface Connection {
  readonly server: URL;
  /** Certificates in PEM. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** Do not check the server's certificate. */
  readonly insecure: boolean;
  /** Name that the server's certificate must be for, when it is not the one in the address. */
  readonly tlsServerName?: string;
  /** Gives the value of the `Authorization` header. */
  readonly token?: () => string | Promise<string>;
}
