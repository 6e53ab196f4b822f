/** Drawn by sigma: WebGL, for more than cytoscape draws without stutter. */

import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";

import type { Draw } from "./drawn";
import { short, size } from "./look";
import { joined, type Link } from "./model";

interface Node {
  x: number;
  y: number;
  size: number;
  label: string;
  color: string;
}

interface Edge {
  color: string;
  size: number;
}

export const draw: Draw = (into, look, hand) => {
  const graph = new MultiDirectedGraph<Node, Edge>();
  const marked = { id: null as string | null, way: new Set<string>() };
  const sigma = new Sigma<Node, Edge>(graph, into, {
    allowInvalidContainer: true,
    labelColor: { color: look.ink },
    labelFont: look.font,
    labelRenderedSizeThreshold: 7,
    defaultEdgeType: "line",
    zIndex: true,
    nodeReducer: (id, data) =>
      id === marked.id || marked.way.has(id)
        ? { ...data, color: look.chosen, size: data.size * 1.4, forceLabel: true, zIndex: 1 }
        : data,
    edgeReducer: (edge, data) => {
      const [source, target] = graph.extremities(edge);
      const near = source === marked.id || target === marked.id;
      const onWay = marked.way.has(source) && marked.way.has(target);
      return near || onWay ? { ...data, color: look.chosen, size: 2, zIndex: 1 } : data;
    },
  });
  let held: string | null = null;
  sigma.on("clickNode", ({ node }) => hand.choose(node));
  sigma.on("clickStage", () => hand.choose(null));
  sigma.on("doubleClickNode", ({ node, event }) => {
    event.preventSigmaDefault();
    hand.expand(node);
  });
  sigma.on("downNode", ({ node, event }) => {
    held = node;
    event.preventSigmaDefault();
  });
  sigma.on("moveBody", ({ event }) => {
    if (held === null) return;
    const at = sigma.viewportToGraph(event);
    graph.mergeNodeAttributes(held, at);
    event.preventSigmaDefault();
  });
  for (const end of ["upNode", "upStage"] as const) sigma.on(end, () => (held = null));
  return {
    draw(drawing, places) {
      const edges = joined(drawing);
      graph.clear();
      for (const node of drawing.nodes) {
        const { x, y } = places.get(node.id) ?? { x: 0, y: 0 };
        graph.addNode(node.id, {
          x,
          y: -y, // sigma's y goes up
          size: size(edges.get(node.id)?.length ?? 0) / 5,
          label: short(node),
          color: look.kind(node.kind),
        });
      }
      for (const { source, target } of drawing.edges) {
        graph.addDirectedEdge(source, target, { color: look.line, size: 0.6 });
      }
    },
    mark(id: string | null, way: readonly Link[]) {
      marked.id = id !== null && graph.hasNode(id) ? id : null;
      marked.way = new Set(way.flatMap(({ source, target }) => [source, target]));
      sigma.refresh({ skipIndexation: true });
    },
    reveal(id) {
      const at = sigma.getNodeDisplayData(id);
      if (!at) return;
      const { x, y } = sigma.framedGraphToViewport(at);
      const { width, height } = sigma.getDimensions();
      if (x < 0 || y < 0 || x > width || y > height) sigma.getCamera().setState({ x: at.x, y: at.y });
    },
    fit: () => void sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }),
    zoom: (by) => void sigma.getCamera().setState({ ratio: sigma.getCamera().ratio / by }),
    places: () => new Map(graph.mapNodes((id, { x, y }) => [id, { x, y: -y }])),
    close: () => sigma.kill(),
  };
};
