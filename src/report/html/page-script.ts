/**
 * The page's own script, and the only one that its policy lets run: searching in all that is folded, unfolding, and keys
 * (`/` to search, Enter and Shift+Enter from hit to hit, `j` and `k` from unit to unit). Without it the page shows the
 * same.
 */
export const SCRIPT = `
const units=[...document.querySelectorAll('.unit')],box=document.getElementById('find'),told=document.getElementById('told');
const MOST=20;
let texts=null,due=false,hits=[],at=-1,count='';
function find(){
  const word=box.value.trim().toLowerCase();
  texts??=units.map(u=>u.textContent.toLowerCase());
  const found=units.filter((u,i)=>{const has=word===''||texts[i].includes(word);u.hidden=!has;return has});
  if(word.length>2)for(const [i,u] of found.entries()){
    u.open=i<MOST;
    for(const d of u.querySelectorAll('details'))d.open=i<MOST&&d.textContent.toLowerCase().includes(word);
  }
  // What a browser lays out only once it is near would move what was gone to.
  document.body.classList.toggle('search',word.length>2);
  mark(word);
  at=-1;
  count=word===''?'':found.length+' of '+units.length+' units';
  told.textContent=count;
  if(word!==''){if(hits.length>0)go(1);else found[0]?.scrollIntoView({block:'center'})}
}
function go(by){
  if(hits.length===0)return;
  at=(Math.max(at,by<0?0:-1)+by+hits.length)%hits.length;
  const range=hits[at],place=range.startContainer.parentElement,pre=place.closest('pre'),top=()=>range.getBoundingClientRect().top;
  for(let d=place.closest('details');d;d=d.parentElement.closest('details'))d.open=true;
  if(pre)pre.scrollTop+=top()-pre.getBoundingClientRect().top-pre.clientHeight/2;
  scrollBy(0,top()-innerHeight/2);
  CSS.highlights.set('current',new Highlight(range));
  told.textContent=(at+1)+' of '+(hits.length>2000?'more than 2,000':hits.length)+' in '+count;
}
function mark(word){
  hits=[];
  if(!CSS.highlights)return;
  CSS.highlights.clear();
  if(word.length<3)return;
  const ranges=hits;
  for(const u of units){
    if(u.hidden||ranges.length>2000)continue;
    const walk=document.createTreeWalker(u,NodeFilter.SHOW_TEXT);
    while(walk.nextNode()&&ranges.length<=2000){
      const n=walk.currentNode,t=n.data.toLowerCase();
      for(let at=t.indexOf(word);at>=0&&ranges.length<=2000;at=t.indexOf(word,at+word.length)){
        const r=new Range();r.setStart(n,at);r.setEnd(n,at+word.length);ranges.push(r)}
    }
  }
  CSS.highlights.set('found',new Highlight(...ranges));
}
box.addEventListener('input',()=>{if(!due){due=true;requestAnimationFrame(()=>{due=false;find()})}});
const all=document.getElementById('all');
all.addEventListener('click',()=>{const open=units.some(u=>!u.hidden&&!u.open);for(const u of units)if(!u.hidden)u.open=open;all.textContent=open?'Fold all':'Unfold all'});
document.addEventListener('keydown',e=>{
  if(e.ctrlKey||e.metaKey||e.altKey)return;
  if(document.activeElement===box){if(e.key==='Escape'){box.value='';find();box.blur()}if(e.key==='Enter'){e.preventDefault();go(e.shiftKey?-1:1)}return}
  if(e.key==='/'){e.preventDefault();box.focus();return}
  if(e.key!=='j'&&e.key!=='k')return;
  const shown=units.filter(u=>!u.hidden),at=shown.findIndex(u=>u.contains(document.activeElement));
  const next=shown[Math.max(0,Math.min(shown.length-1,at<0?0:at+(e.key==='j'?1:-1)))];
  next?.querySelector('summary').focus();next?.scrollIntoView({block:'nearest'});
});
if(location.hash){const u=document.getElementById(decodeURIComponent(location.hash.slice(1)));if(u&&'open' in u)u.open=true}
addEventListener('hashchange',()=>{const u=document.getElementById(decodeURIComponent(location.hash.slice(1)));if(u&&'open' in u)u.open=true});
`;
