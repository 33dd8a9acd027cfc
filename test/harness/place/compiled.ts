import vm from 'node:vm';

/** What V8 made of each source that this worker compiled, by the source itself: V8 compares no more than its length. */
const compiled = new Map<string, Buffer>();
let keeping = false;

/**
 * Jest evaluates every module anew for each test file, and V8 compiles it anew for each context. From here on a
 * worker compiles a source once.
 */
export function keepCompiled(): void {
  if (keeping) return;
  keeping = true;
  const compileFunction = vm.compileFunction;
  vm.compileFunction = (source, parameters, options) => {
    const cachedData = compiled.get(source);
    const made = compileFunction(source, parameters, { ...options, cachedData, produceCachedData: !cachedData });
    if (made.cachedData) compiled.set(source, made.cachedData);
    else if (made.cachedDataRejected) compiled.delete(source);
    return made;
  };
  const { SourceTextModule } = vm;
  vm.SourceTextModule = new Proxy(SourceTextModule, {
    construct(target, [source, options]: [string, vm.SourceTextModuleOptions]) {
      const cachedData = compiled.get(source);
      try {
        if (cachedData) return new target(source, { ...options, cachedData });
      } catch {
        // Refused, as after a flag of V8 was changed.
      }
      const made = new target(source, options) as vm.SourceTextModule & { createCachedData(): Buffer };
      compiled.set(source, made.createCachedData());
      return made;
    },
  });
}
