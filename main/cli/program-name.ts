/** What a person types to run this command line: the installed app runs it by its own executable, the project by npm. */
export const programName = process.versions['electron'] === undefined ? 'npm run cli --' : 'mobilabel-cli'
