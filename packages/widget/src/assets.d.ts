// Files that the build inlines into the bundle as text.
declare module "*.css?raw" {
  const text: string;
  export default text;
}
declare module "*.graphql?raw" {
  const text: string;
  export default text;
}
