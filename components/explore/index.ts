/** The Explore page: every matching record. */
export { ExplorePage } from "./explore-page";
