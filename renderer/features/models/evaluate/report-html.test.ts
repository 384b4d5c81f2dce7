import { expect, test } from 'vitest'
import { reportHtml } from './report-html'

test('names of models and classes cannot become markup', () => {
  const html = reportHtml({
    title: 'Cats & <dogs>',
    facts: ['12 photos'],
    tables: [{ title: 'Models', table: { columns: ['Model', 'Top-1'], rows: [['<script>alert(1)</script>', 0.5]] } }],
    figures: [{ title: 'Accuracy "here"', svg: '<svg><rect/></svg>' }],
  })
  expect(html).toContain('<h1>Cats &amp; &lt;dogs&gt;</h1>')
  expect(html).toContain('<tr><td>&lt;script&gt;alert(1)&lt;/script&gt;</td><td class="number">0.5</td></tr>')
  expect(html).toContain('<figcaption>Accuracy &quot;here&quot;</figcaption><svg><rect/></svg>')
  expect(html).not.toContain('<script')
})
