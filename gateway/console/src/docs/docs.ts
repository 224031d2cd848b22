import 'swagger-ui-dist/swagger-ui.css'
import './docs.css'

const back = document.createElement('a')
back.href = '/'
back.className = 'back'
back.textContent = '← 返回控制台'
document.body.prepend(back)

/** The API's reference for who is signed in. */
async function show(place: HTMLElement) {
  const token = sessionStorage.getItem('fazhi.token')
  if (!token) return say(place, '请先登录，再查看接口文档。', '/sign-in', '去登录')
  const answer = await fetch('/openapi/v1.json', { headers: { Authorization: `Bearer ${token}` } }).catch(() => undefined)
  if (answer?.status === 401) {
    sessionStorage.removeItem('fazhi.token')
    return say(place, '登录已过期，请重新登录。', '/sign-in', '去登录')
  }
  if (!answer?.ok) return say(place, '接口文档暂时取不到。', '/docs', '重试')
  const [spec, { default: SwaggerUI }] = await Promise.all([answer.json() as Promise<object>, import('swagger-ui-dist/swagger-ui-es-bundle.js')])
  place.replaceChildren()
  SwaggerUI({
    domNode: place, spec, docExpansion: 'none', filter: true, deepLinking: false, validatorUrl: null, persistAuthorization: false,
    defaultModelsExpandDepth: 0, tagsSorter: undefined, tryItOutEnabled: false,
    requestInterceptor: request => {
      request.headers['Authorization'] ??= `Bearer ${token}`
      return request
    },
  })
}

function say(place: HTMLElement, words: string, to: string, where: string) {
  const line = document.createElement('p')
  const link = document.createElement('a')
  link.href = to
  link.textContent = where
  line.append(words, ' ', link)
  place.replaceChildren(line)
  line.className = 'say'
}

void show(document.getElementById('docs')!)
