// Node 20 has no Temporal yet; the browsers we support do.
import 'temporal-polyfill/global';
