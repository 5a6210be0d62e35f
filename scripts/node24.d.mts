/** Names of the packages that may hold a Node for this system. */
export function nodeFolders(platform: string, arch: string): string[];
/** Path of that Node, or null; `root` is the folder with node_modules. */
export function findNode24(root: string): string | null;
