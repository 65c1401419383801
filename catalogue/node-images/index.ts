export { isNodeImageFamily, readNodeImageName, type NodeImageName } from "./name";
export { nodeImageAges, nodeImageFamilies } from "./table";
