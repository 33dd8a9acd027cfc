import type { CodeMeaning } from '../../agents/vendor-facts.ts';

/**
 * Codes of the model services' interfaces (OpenAI, Anthropic, Google and those that speak like them), in lower case;
 * those of one vendor's subscription or CLI stand with its backend.
 */
export const serviceCodes: Readonly<Record<string, CodeMeaning>> = {
  quota: 'quota',
  insufficient_quota: 'billing',
  billing_hard_limit_reached: 'billing',
  payment_required: 'billing',
  rate_limit: 'rate',
  rate_limit_error: 'rate',
  rate_limit_exceeded: 'rate',
  rate_limited: 'rate',
  resource_exhausted: 'rate',
  too_many_requests: 'rate',
  overloaded: 'transient',
  overloaded_error: 'transient',
  server_error: 'transient',
  unavailable: 'transient',
  authentication: 'login',
  authentication_error: 'login',
  invalid_api_key: 'login',
  unauthenticated: 'login',
  unauthorized: 'login',
  permission_error: 'login',
  permission_denied: 'login',
  model_not_found: 'model',
  model_not_supported: 'model',
  model_not_available: 'model',
  model_decommissioned: 'model',
  invalid_model: 'model',
  deploymentnotfound: 'model',
};
