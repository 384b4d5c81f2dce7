export { seededRandom } from '#core/random/seeded-random'
