import { expect, test } from '@jest/globals';
import { findSecretShapes, maskSecretShapes } from '../../src/secrets/secret-shapes.ts';

test.each([
  ['use the token ghp_0123456789abcdefghij0123456789abcdef', 'use the token ***'],
  ['glpat-abcdefghij0123456789 works', '*** works'],
  ['push to https://bot:s3cr3tPw9@git.example.org/a.git', 'push to https://bot:***@git.example.org/a.git'],
  ['notify: https://hooks.slack.com/services/T01ABCDEF/B01ABCDEF/abcdEFGH1234', 'notify: https://***'],
  ['https://discord.com/api/webhooks/123456789012/abcdefghij-KLMNOPQRST_123', 'https://***'],
  ['API_KEY=q7Wf93kLmZx2 npm t', 'API_KEY=*** npm t'],
  ['tool --api-key q7Wf93kLmZx2 run', 'tool --api-key *** run'],
  ['tool --token=q7Wf93kLmZx2', 'tool --token=***'],
  ["DB_PASSWORD='q7Wf93kLmZx2' make", "DB_PASSWORD='***' make"],
  ['the password: q7Wf93kLmZx2.', 'the password: ***'],
  ['curl -u bot:q7Wf93kLmZx2 https://example.org', 'curl -u bot:*** https://example.org'],
  ['curl -fsS --user=bot:q7Wf93kLmZx2 x', 'curl -fsS --user=bot:*** x'],
  ['curl --proxy-user "bot:q7Wf93kLmZx2" x', 'curl --proxy-user "bot:***" x'],
  ["curl -H 'Authorization: Bearer q7Wf93kLmZx2' x", "curl -H 'Authorization: Bearer ***' x"],
  ["curl -H 'authorization:Basic Ym90OnE3V2Y5M2tMbVp4Mg==' x", "curl -H 'authorization:Basic ***' x"],
  ['{"Proxy-Authorization": "token q7Wf93kLmZx2"}', '{"Proxy-Authorization": "token ***"}'],
  ['git clone https://q7Wf93kLmZx2pR5tY8vB@git.example.org/a', 'git clone https://***@git.example.org/a'],
  ['docker login -u bot -p q7Wf93kLmZx2 x', 'docker login -u bot -p *** x'],
  ["sshpass -p 'q7Wf93kLmZx2' ssh x", "sshpass -p '***' ssh x"],
  ['a Zq8-token: aGk8sLw02mNq, sk-ant-api03-abcdefghij0123456789', 'a Zq8-token: ***, ***'],
])('%j holds a secret', (text, masked) => {
  expect(maskSecretShapes(text)).toBe(masked);
});

test.each([
  [`API_KEY=$${'{{ secrets.API_KEY }}'} npm t`],
  ['API_KEY=$API_KEY npm t'],
  [`API_KEY=$${'{API_KEY}'} npm t`],
  ['API_KEY="$(cat ~/.key)" npm t'],
  ['SECRET_KEY=test npm t'],
  ['SECRET_KEY=insecure-test-secret npm t'],
  ['DJANGO_SECRET_KEY=dummy-key-for-tests python -m pytest'],
  ['DATABASE_URL=postgres://postgres:postgres@localhost:5432/test npm t'],
  ['DATABASE_URL=postgres://app:q7Wf93kL@db/test npm t'],
  ['curl https://user:$PASSWORD@example.org'],
  ['curl https://user:password@example.org'],
  ['curl -u user:password x && curl -u admin:test1234 x'],
  ['curl -u "$NAME:$PASSWORD" x'],
  ['docker run -u 1000:1000 -p 127.0.0.1:8080 image'],
  ['docker run --user app01:group01group01 image'],
  ['curl -sS http://localhost:8080/a1b2c3d4e5'],
  ['curl -H "Authorization: Bearer $TOKEN" x'],
  ['curl -H "Authorization: Bearer test-token" x'],
  ['The header is Authorization: Bearer or Basic, as Section2Of4 says'],
  ['git clone https://github.com/someone/a-repository-of-2024@v1'],
  ['git clone ssh://git@github.com/a/b && npm i @Scope/Package2'],
  ['ssh -p 2222 login.example.org && firebase login -p 8080x'],
  ['npm t -- --token-limit 4000 --key-file ./keys/first.pem'],
  ['verify: make PASSWORD_FILE=/run/secrets/password1234'],
  ['Use a primary key: bigint, and the token is stored in the session'],
  ['budget-tokens: 200000000'],
  ['Keep the access token: it expires after 12345678 seconds'],
  ['see https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks'],
])('%j holds none', (text) => {
  expect(findSecretShapes(text)).toEqual([]);
});
