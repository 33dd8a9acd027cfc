import type { ServiceLimits } from '../../vendor-facts.ts';

/** What claude 2.1.330 and Anthropic's subscriptions say of limits (its bundle, runs, and its issue tracker). */
export const claudeLimits: ServiceLimits = {
  codes: {
    billing_error: 'billing',
    overage_limit_reached: 'billing',
    model_requires_usage_credits: 'billing',
    long_context_credits_required: 'billing',
    authentication_failed: 'login',
    cloud_credential_error: 'cloud',
    account_on_hold: 'account',
    verification_required: 'account',
    oauth_org_not_allowed: 'account',
  },
  messages: {
    quota:
      /\b(?:opus|sonnet)(?: usage)? (?:limit|quota|allowance) (?:has been |was |is )?(?:reached|exceeded|exhausted|hit)\b|\bout of (?:extra )?usage\b|\busage credits ran out\b/,
    billing: /\b(?:extra usage|usage credits) (?:is|are) (?:required|turned off)\b|\brequires usage credits\b/,
    login: /\borganization has disabled\b/,
    model: /\bissue with the selected model\b|\bis not available with the claude \w+ plan\b/,
    network:
      /\bsign in to (?:your )?(?:network|proxy)\b|\bthrough your proxy\b|\bproxy (?:asked for authentication|refused the tunnel)\b|\bunable to connect to api: (?:ssl|self-signed)\b/,
    transient:
      /\bunable to connect to api\b|\bresponse stopped arriving\b|\bpart of the response never arrived\b|\bresponse stream was malformed\b|\bserver error mid-response\b|\bwent to sleep mid-response\b|\bconnection to the api was lost\b/,
    // claude-code#53922
    overload: /not your (?:usage )?limit/,
  },
  windows: ['opus', 'sonnet'],
};
