declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  interface Request {
    headers: Record<string, string>
  }
  interface Options {
    domNode: HTMLElement
    spec: object
    requestInterceptor?: (request: Request) => Request
    [option: string]: unknown
  }
  export default function SwaggerUI(options: Options): unknown
}
