/** By which a request shows that it came through the edge, past its web ACL. */
export const edgeHeader = 'x-tributary-edge';
