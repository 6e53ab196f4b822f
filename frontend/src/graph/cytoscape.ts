/** Drawn by cytoscape. */

import cytoscape, { type Core, type ElementDefinition, type StylesheetJson } from "cytoscape";

import type { Draw } from "./drawn";
import { short, size, vietnamese, type Look } from "./look";
import { joined, type Drawing, type Places } from "./model";

const BUSY = 500; // edges: beyond them no arrows, and none while the picture moves

export const draw: Draw = (into, look, hand) => {
  withoutItsStyle();
  const core = cytoscape({
    container: into,
    style: style(look),
    minZoom: 0.05,
    maxZoom: 4,
    textureOnViewport: false,
    hideEdgesOnViewport: false,
    boxSelectionEnabled: false,
  });
  core.on("tap", "node", (event) => hand.choose(event.target.id()));
  core.on("dbltap", "node", (event) => hand.expand(event.target.id()));
  core.on("tap", (event) => {
    if (event.target === core) hand.choose(null);
  });
  return {
    draw(drawing, places) {
      core.batch(() => {
        core.elements().remove();
        core.add(elements(drawing, places));
      });
    },
    mark(id, way) {
      core.batch(() => {
        core.elements(".chosen, .near, .way").removeClass("chosen near way");
        if (id !== null) {
          const node = core.getElementById(id);
          node.addClass("chosen");
          node.connectedEdges().addClass("near");
        }
        for (const step of way) {
          core
            .getElementById(step.source)
            .edgesWith(core.getElementById(step.target))
            .addClass("way")
            .connectedNodes()
            .addClass("way");
        }
      });
    },
    reveal(id) {
      const box = core.extent();
      const { x, y } = core.getElementById(id).position();
      if (x < box.x1 || x > box.x2 || y < box.y1 || y > box.y2) core.center(core.getElementById(id));
    },
    fit: () => fit(core),
    zoom(by) {
      core.zoom({ level: core.zoom() * by, renderedPosition: { x: core.width() / 2, y: core.height() / 2 } });
    },
    places: () => new Map(core.nodes().map((node) => [node.id(), { ...node.position() }])),
    close: () => core.destroy(),
  };
};

function fit(core: Core): void {
  core.fit(undefined, 40);
  if (core.zoom() > 1.3) {
    core.zoom(1.3);
    core.center();
  }
}

function elements(drawing: Drawing, places: Places): ElementDefinition[] {
  const edges = joined(drawing);
  const busy = drawing.edges.length > BUSY;
  return [
    ...drawing.nodes.map((node) => ({
      group: "nodes" as const,
      data: {
        id: node.id,
        label: short(node),
        kind: node.kind,
        size: size(edges.get(node.id)?.length ?? 0),
      },
      position: { ...(places.get(node.id) ?? { x: 0, y: 0 }) },
      classes: node.step === 0 ? "asked" : "",
    })),
    ...drawing.edges.map((edge, place) => ({
      group: "edges" as const,
      data: { id: `edge ${place}`, source: edge.source, target: edge.target, label: vietnamese(edge.label) },
      classes: busy ? "busy" : "",
    })),
  ];
}

function style(look: Look): StylesheetJson {
  return [
    {
      selector: "node",
      style: {
        width: "data(size)",
        height: "data(size)",
        "background-color": ((node: { data(name: string): string }) => look.kind(node.data("kind"))) as never,
        "border-width": 1,
        "border-color": look.ground,
        label: "data(label)",
        color: look.ink,
        "font-family": look.font,
        "font-size": 12,
        "min-zoomed-font-size": 7,
        "text-valign": "bottom",
        "text-margin-y": 3,
        "text-wrap": "wrap",
        "text-max-width": "120px",
        "text-background-color": look.ground,
        "text-background-opacity": 0.75,
        "text-background-padding": "1px",
      },
    },
    { selector: "node.asked", style: { "border-width": 3, "border-color": look.ink } },
    { selector: "node.chosen, node.way", style: { "border-width": 4, "border-color": look.chosen } },
    {
      selector: "edge",
      style: {
        width: 1.4,
        "line-color": look.line,
        "curve-style": "bezier",
        "target-arrow-shape": "triangle",
        "target-arrow-color": look.line,
        "arrow-scale": 0.8,
      },
    },
    { selector: "edge.busy", style: { "curve-style": "haystack", "target-arrow-shape": "none", width: 1 } },
    {
      selector: "edge.near, edge.way",
      style: {
        label: "data(label)",
        color: look.ink,
        "font-size": 10,
        "font-family": look.font,
        "min-zoomed-font-size": 7,
        "text-rotation": "autorotate",
        "text-background-color": look.ground,
        "text-background-opacity": 0.85,
        "text-wrap": "ellipsis",
        "text-max-width": "140px",
        "line-color": look.chosen,
        "target-arrow-color": look.chosen,
        width: 2,
      },
    },
    { selector: "edge.way", style: { width: 4 } },
  ];
}

/**
 * cytoscape writes a style element of one rule, which the Content-Security-Policy refuses. The rule
 * stands in our stylesheet, and an element of that name tells cytoscape that it is there.
 */
function withoutItsStyle(): void {
  const name = "__________cytoscape_stylesheet";
  if (document.getElementById(name)) return;
  const there = document.createElement("meta");
  there.id = name;
  document.head.append(there);
}
