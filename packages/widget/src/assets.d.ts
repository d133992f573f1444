// Text of files that the build puts into the bundle.
declare module "*.css?raw" {
  const text: string;
  export default text;
}
declare module "*.graphql?raw" {
  const text: string;
  export default text;
}
