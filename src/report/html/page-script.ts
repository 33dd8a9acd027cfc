/**
 * The page's own script, and the only one that its policy lets run: searching in all that is folded, unfolding, and keys
 * (`/` to search, `j` and `k` from unit to unit). Without it the page shows the same.
 */
export const SCRIPT = `
const units=[...document.querySelectorAll('.unit')],box=document.getElementById('find'),told=document.getElementById('told');
let texts=null,due=false;
function find(){
  const word=box.value.trim().toLowerCase();
  texts??=units.map(u=>u.textContent.toLowerCase());
  let count=0;
  units.forEach((u,i)=>{const hit=word===''||texts[i].includes(word);u.hidden=!hit;if(hit)count++;
    if(word.length>2)for(const d of u.querySelectorAll('details')){d.open=hit&&d.textContent.toLowerCase().includes(word)}
    if(word.length>2)u.open=hit});
  told.textContent=word===''?'':count+' of '+units.length+' units';
  mark(word);
}
function mark(word){
  if(!CSS.highlights)return;
  CSS.highlights.clear();
  if(word.length<3)return;
  const ranges=[];
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
document.getElementById('all').addEventListener('click',()=>{const open=units.some(u=>!u.hidden&&!u.open);for(const u of units)if(!u.hidden)u.open=open});
document.addEventListener('keydown',e=>{
  if(e.ctrlKey||e.metaKey||e.altKey)return;
  if(document.activeElement===box){if(e.key==='Escape'){box.value='';find();box.blur()}return}
  if(e.key==='/'){e.preventDefault();box.focus();return}
  if(e.key!=='j'&&e.key!=='k')return;
  const shown=units.filter(u=>!u.hidden),at=shown.findIndex(u=>u.contains(document.activeElement));
  const next=shown[Math.max(0,Math.min(shown.length-1,at<0?0:at+(e.key==='j'?1:-1)))];
  next?.querySelector('summary').focus();next?.scrollIntoView({block:'nearest'});
});
if(location.hash){const u=document.getElementById(decodeURIComponent(location.hash.slice(1)));if(u&&'open' in u)u.open=true}
addEventListener('hashchange',()=>{const u=document.getElementById(decodeURIComponent(location.hash.slice(1)));if(u&&'open' in u)u.open=true});
`;
