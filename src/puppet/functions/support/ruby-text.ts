export { rubyInspect, rubyJoin, rubyToS } from '../../values/inspect.ts';
