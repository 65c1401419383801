export { isNodeImageFamily, readNodeImageName, type NodeImageName } from "./name";
export { nodeImageAges, nodeImageFamilies, type NodeImageFamily, type NodeImageFamilyName } from "./table";
