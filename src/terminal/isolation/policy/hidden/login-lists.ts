/** Where programs keep logins and keys. Data alone: names in the home, in its folders of settings and data, variables. */
export interface LoginList {
  readonly home?: readonly string[];
  readonly config?: readonly string[];
  readonly data?: readonly string[];
  /** Variables that name such files. */
  readonly variables?: readonly string[];
}

/** By the name that shows them. Files alone where programs or plugins lie beside them. */
export const LOGIN_LISTS = {
  clouds: {
    home: [
      ...['.oci', '.aliyun', '.bluemix', '.cf/config.json', '.databrickscfg', '.databricks/token-cache.json', '.s3cfg'],
      ...['.fly/config.yml', '.wrangler/config', '.supabase/access-token', '.pulumi/credentials.json', '.railway'],
      ...['.vercel', '.rclone.conf', '.ovh.conf', '.mc/config.json', '.kaggle', '.snowflake', '.snowsql/config'],
    ],
    config: [
      ...['doctl', 'hcloud', 'flyctl', 'heroku', 'netlify', '.wrangler/config', 'rclone', 'com.vercel.cli', 'scw'],
      ...['linode-cli', 'openstack', 'configstore/firebase-tools.json', 'aliyun', 'fly', 'exoscale', 'upctl.yaml'],
    ],
    data: ['com.vercel.cli'],
    variables: ['OCI_CLI_CONFIG_FILE', 'DATABRICKS_CONFIG_FILE', 'RCLONE_CONFIG'],
  },
  vaults: {
    home: [
      '.terraform.d/credentials.tfrc.json',
      '.vault-token',
      '.op',
      '.age',
      '.bitwarden',
      '.authinfo',
      '.authinfo.gpg',
    ],
    config: ['sops', 'op', '1Password', 'Bitwarden', 'Bitwarden CLI', 'age', 'keepassxc', 'rbw', 'lpass'],
    data: ['lpass', 'rbw'],
    variables: ['SOPS_AGE_KEY_FILE', 'BITWARDENCLI_APPDATA_DIR'],
  },
  // For publishing. What builds read to install, as ~/.npmrc and ~/.m2/settings.xml, is not here: see SECURITY.md.
  registries: {
    home: ['.pypirc', '.cargo/credentials', '.cargo/credentials.toml', '.gem/credentials', '.sonatype', '.jfrog'],
    data: ['gem/credentials'],
  },
  databases: {
    home: ['.pgpass', '.my.cnf', '.mylogin.cnf', '.mysql'],
    variables: ['PGPASSFILE'],
  },
  browsers: {
    home: [
      ...[
        '.mozilla',
        '.thunderbird',
        'snap/firefox',
        'snap/chromium',
        'snap/thunderbird',
        '.var/app/org.mozilla.firefox',
      ],
      ...['.var/app/com.google.Chrome', '.var/app/org.chromium.Chromium', '.var/app/com.brave.Browser'],
    ],
    config: [
      ...['google-chrome', 'google-chrome-beta', 'google-chrome-unstable', 'chromium', 'BraveSoftware'],
      ...['microsoft-edge', 'vivaldi', 'opera', 'mozilla'],
    ],
  },
} as const satisfies Readonly<Record<string, LoginList>>;

/** Of agents without files of a backend here, by the program that runs them. */
export const AGENT_LOGINS: Readonly<Record<string, LoginList>> = {
  amp: { config: ['amp'], data: ['amp'] },
  auggie: { home: ['.augment'] },
  copilot: { config: ['github-copilot'] },
  crush: { config: ['crush'], data: ['crush'] },
  'cursor-agent': { home: ['.cursor'], config: ['cursor', 'Cursor'], data: ['cursor-agent/auth.json'] },
  droid: { home: ['.factory'] },
  goose: { config: ['goose'], data: ['goose'] },
  kilo: { home: ['.kilocode'], config: ['kilo'], data: ['kilo'] },
  pi: { home: ['.pi'] },
  windsurf: { home: ['.codeium', '.windsurf'], config: ['Windsurf'] },
};
