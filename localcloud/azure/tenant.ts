/** The Entra tenant that everything in the local cloud belongs to. */
export const tenantId = "72f988bf-0000-4000-8000-2d7cd011db47";
