import { ID_FOR } from "../../../../localcloud/wire/id-for";
import type { PropertyMap, PropertyValue } from "../../../../localcloud/wire/values";
import { sameValue } from "../../../../localcloud/engine/values/equal";
import { urnName } from "../../../../localcloud/engine/values/urn";
import type { Provider } from "../../../../localcloud/engine/plugins/provider";

/** A call that goes wrong: refused, or done but with an object that is not healthy. */
export interface Fault {
  readonly call: "create" | "update" | "delete";
  readonly name: string;
  readonly kind: "refuse" | "unhealthy";
}

/** Properties whose change needs a new object. */
const FIXED = ["fixed", "fixedFrom"];

/** Where a call stands: the object is as it was, or the work is done and only the answer is missing. */
export type Moment = "before" | "after";

/** A cloud in memory, with faults to switch on. */
export class MemoryCloud {
  readonly objects: Map<string, PropertyMap>;
  faults: readonly Fault[] = [];
  /** Is told of every call that changes something, at both moments. */
  onCall: (moment: Moment) => void = () => undefined;
  #next: number;

  /** @param like A cloud to start as a copy of. */
  constructor(like?: MemoryCloud) {
    this.objects = new Map(like?.objects);
    this.#next = like === undefined ? 1 : like.#next;
  }

  /** A provider of this cloud's objects. */
  provider(): Provider {
    const nothing = (): Promise<void> => Promise.resolve();
    return {
      checkConfig: (_urn, _olds, news) => Promise.resolve({ inputs: news, failures: [] }),
      diffConfig: () =>
        Promise.resolve({ changes: "none", changed: [], replaces: [], deleteBeforeReplace: false }),
      configure: () => undefined,
      settled: nothing,
      check: (_urn, _olds, news) => Promise.resolve({ inputs: news, failures: [] }),
      diff: (old, news) => {
        const names = [...new Set([...Object.keys(old.inputs), ...Object.keys(news)])];
        const changed = names.filter((name) => !sameValue(old.inputs[name], news[name]));
        const replaces = changed.filter((name) => FIXED.includes(name));
        return Promise.resolve({
          changes: changed.length > 0 ? "some" : "none",
          changed,
          replaces,
          deleteBeforeReplace: false,
        });
      },
      create: async (urn, inputs) => {
        await this.#work("create", urn);
        const id = `object-${this.#next++}`;
        this.objects.set(id, inputs);
        await this.#done();
        return {
          id,
          outputs: { ...inputs, key: `key-of-${id}` },
          initErrors: this.#complaints("create", urn),
        };
      },
      update: async (old, news) => {
        await this.#work("update", old.urn);
        this.objects.set(old.id, news);
        await this.#done();
        return {
          id: old.id,
          outputs: { ...news, key: `key-of-${old.id}` },
          initErrors: this.#complaints("update", old.urn),
        };
      },
      read: (_urn, id) => {
        const inputs = this.objects.get(id);
        return Promise.resolve(
          inputs === undefined
            ? undefined
            : { id, inputs, outputs: { ...inputs, key: `key-of-${id}` }, initErrors: [] },
        );
      },
      delete: async (old) => {
        await this.#work("delete", old.urn);
        this.#remove(old.id);
        await this.#done();
      },
      invoke: (token, args) =>
        Promise.resolve({ result: token === ID_FOR ? this.#idOf(args["inputs"]) : {}, failures: [] }),
      cancel: nothing,
      close: nothing,
    };
  }

  // What lies within an object goes with it: this is what deletedWith is for.
  #remove(id: string): void {
    this.objects.delete(id);
    for (const [inner, inputs] of [...this.objects])
      if (inputs["within"] === `key-of-${id}`) this.#remove(inner);
  }

  // The turns of the event loop let steps that run at the same time get into each other's way.
  async #work(call: Fault["call"], urn: string): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.onCall("before");
    if (this.#fault(call, urn)?.kind === "refuse") throw new Error(`${call} refused`);
  }

  async #done(): Promise<void> {
    this.onCall("after");
    await new Promise((resolve) => setImmediate(resolve));
  }

  // Enough as long as no two objects have the same inputs.
  #idOf(inputs: PropertyValue | undefined): PropertyMap {
    const found = [...this.objects].find(([, own]) => sameValue(own, inputs));
    return found === undefined ? {} : { id: found[0] };
  }

  #complaints(call: Fault["call"], urn: string): string[] {
    return this.#fault(call, urn)?.kind === "unhealthy" ? ["not healthy"] : [];
  }

  #fault(call: Fault["call"], urn: string): Fault | undefined {
    return this.faults.find((fault) => fault.call === call && fault.name === urnName(urn));
  }
}
