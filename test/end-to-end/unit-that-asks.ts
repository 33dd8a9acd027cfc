/** A spec whose only unit asks a question first, and is done once it is answered. */
export const unitThatAsks = {
  tasks: '- [ ] 1. Store the links\n',
  units: {
    1: {
      attempts: [[{ usage: true, output: 5 }, { ask: 'PostgreSQL or SQLite?' }]],
      answered: [{ write: 'db.txt', text: 'sqlite\n' }, { done: 'SQLite it is.' }],
    },
  },
};
