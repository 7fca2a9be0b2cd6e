/// The script that keeps a served page up to date in the browser: the file `live.js` beside this one.
///
/// It is the first of the page's scripts, and its element says in `data-version` which version of the page it stands in.
/// It hands every block that it adds to the page's other scripts, with an event `notebook:added`.
public enum LiveScript {
  public static let text = String(decoding: PackageResources.live_js, as: UTF8.self)
}
