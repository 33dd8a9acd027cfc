import vm from 'node:vm';

/** What V8 made of each source that this worker compiled, by the source itself: V8 compares no more than its length. */
const compiled = new Map<string, Buffer>();
let keeping = false;

/**
 * Jest evaluates every module anew for each test file, and V8 compiles it anew for each context: a third of what a
 * file of small tests costs. From here on a worker compiles a source once.
 */
export function keepCompiled(): void {
  if (keeping) return;
  keeping = true;
  const compileFunction = vm.compileFunction;
  vm.compileFunction = (source, parameters, options) => {
    const cachedData = compiled.get(source);
    const made = compileFunction(source, parameters, { ...options, cachedData, produceCachedData: !cachedData });
    if (made.cachedData) compiled.set(source, made.cachedData);
    return made;
  };
  vm.SourceTextModule = class extends vm.SourceTextModule {
    // Missing in the types of Node.
    declare createCachedData: () => Buffer;

    constructor(source: string, options: vm.SourceTextModuleOptions) {
      const cachedData = compiled.get(source);
      super(source, { ...options, cachedData });
      if (!cachedData) compiled.set(source, this.createCachedData());
    }
  };
}
