/** CEL: whether a class's name says that it is for Windows, as in `managed-csi-windows` or `gp3-ntfs`. */
export const isNamedForWindows = 'object.metadata.name.matches("(^|[-_.])(win|windows|ntfs)([-_.0-9]|$)")';
