# The server with the dashboard and the widget. docs/operating.md explains how to run it.
FROM node:24.11.1-bookworm-slim AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.npm --mount=type=cache,target=/root/.local/share/pnpm \
    node scripts/build.mjs

# Only the packages that the server needs at run time.
FROM node:24.11.1-bookworm-slim AS packages
WORKDIR /src
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY packages/api/package.json packages/api/
COPY packages/domain/package.json packages/domain/
COPY packages/schema/package.json packages/schema/
COPY packages/web/package.json packages/web/
COPY packages/widget/package.json packages/widget/
RUN --mount=type=cache,target=/root/.npm --mount=type=cache,target=/root/.local/share/pnpm \
    npx -y pnpm@12.21.0 install --frozen-lockfile --prod --filter @pacekeeper/api --config.pmOnFail=ignore

FROM node:24.11.1-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATA_DIR=/var/lib/pacekeeper
WORKDIR /srv/pacekeeper
COPY --from=packages /src ./
COPY prisma/migrations prisma/migrations
COPY packages/schema/schema.graphql packages/schema/
COPY --from=build /src/packages/api/dist packages/api/dist
COPY --from=build /src/packages/web/dist packages/web/dist
COPY --from=build /src/packages/widget/dist packages/widget/dist
RUN install -d -o node -g node -m 0700 /var/lib/pacekeeper
USER node
VOLUME /var/lib/pacekeeper
EXPOSE 4000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=64", "--enable-source-maps", "packages/api/dist/main.js"]
