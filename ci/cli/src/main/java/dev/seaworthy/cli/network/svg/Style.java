package dev.seaworthy.cli.network.svg;

import java.util.List;

/** How the picture looks, by day and by night. */
final class Style {
  /** An arrow of the legend. */
  record Sample(String style, String marker, String text) {}

  static final List<Sample> SAMPLES =
      List.of(
          new Sample("in", "in", "from outside"),
          new Sample("inside", "inside", "inside the cluster"),
          new Sample("out", "out", "to the outside"),
          new Sample("inside wide", "inside", "for all workloads of a name space"),
          new Sample("inside wide some", "inside", "for some of them"));

  static final String CSS =
      """
      <style>
      svg{--page:#fff;--ink:#1b2430;--soft:#5a6675;--lane:#f3f6f9;--edge:#c3ccd6;--box:#fff;--line:#7b8794;
      --in:#b3261e;--inside:#28609e;--out:#9a5b00}
      @media(prefers-color-scheme:dark){svg{--page:#11161d;--ink:#e8edf2;--soft:#a3afbd;--lane:#1a212b;--edge:#3b4756;
      --box:#242e3a;--line:#7f8c9b;--in:#ff8a80;--inside:#82b4f0;--out:#f0b35a}}
      text{font-family:system-ui,-apple-system,'Segoe UI','Liberation Sans',Arial,sans-serif;fill:var(--ink)}
      .page{fill:var(--page)}.h1{font-size:20px;font-weight:600}.h2{font-size:13px;font-weight:600}
      .note{font-size:12px;font-weight:400;fill:var(--soft)}
      .name,.kind{paint-order:stroke;stroke:var(--box);stroke-width:4px;stroke-linejoin:round;pointer-events:none}
      .name{font-size:12.5px;font-weight:500;text-anchor:middle}.kind{font-size:10.5px;text-anchor:middle;fill:var(--soft)}
      .lane{fill:var(--lane);stroke:var(--edge)}.workload{fill:var(--box);stroke:var(--line)}
      .outside{fill:var(--box);stroke:var(--line);stroke-width:1.5;stroke-dasharray:5 3}
      .ports{pointer-events:none;font-size:11px;text-anchor:middle;paint-order:stroke;stroke:var(--page);stroke-width:4px;stroke-linejoin:round}
      .flow path{fill:none;stroke-width:1.4;opacity:.85}.flow .reach{stroke-width:11;opacity:0}
      .wide path{stroke-width:2.6}.some path{stroke-dasharray:7 4}.flow:hover path:not(.reach){stroke-width:3.6;opacity:1}
      .in path{stroke:var(--in)}.inside path{stroke:var(--inside)}.out path{stroke:var(--out)}
      .mi{fill:var(--in)}.mn{fill:var(--inside)}.mo{fill:var(--out)}
      </style>
      """;

  static final String MARKERS =
      "<defs>" + marker("in", "mi") + marker("inside", "mn") + marker("out", "mo") + "</defs>\n";

  private Style() {}

  /** Whence or whither a flow goes. */
  static String of(Flow flow) {
    if (FlowGraph.isOutside(flow.from())) {
      return "in";
    }
    return FlowGraph.isOutside(flow.to()) ? "out" : "inside";
  }

  private static String marker(String id, String style) {
    return "<marker id=\""
        + id
        + "\" viewBox=\"0 0 8 8\" refX=\"7.5\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\""
        + " markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path class=\""
        + style
        + "\" d=\"M0 0L8 4L0 8z\"/></marker>";
  }
}
