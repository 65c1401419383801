/** What the reference of an image says about the Windows build inside. */
export type ImagePlatform =
  | {
      /** A Windows image of one build. */
      readonly kind: "build";
      readonly build: number;
      /** What in the reference said so, for messages: `tag "ltsc2022"`. */
      readonly via: string;
    }
  | {
      /** A Linux image. */
      readonly kind: "linux";
      readonly via: string;
    }
  | {
      /** One reference for several platforms; the node picks the variant that fits. */
      readonly kind: "multi";
      /** Windows builds among the variants; absent = it is not known which. */
      readonly builds?: readonly number[];
      /** Whether there is a Linux variant too. */
      readonly linux: boolean;
      readonly via: string;
    }
  | {
      /** The reference does not say. */
      readonly kind: "unknown";
      /** One sentence: why not. */
      readonly reason: string;
    };
