-- CreateTable
CREATE TABLE "server_processes" (
    "id" UUID NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "server_processes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connection_places" (
    "owner" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "process_id" UUID NOT NULL,

    CONSTRAINT "connection_places_pkey" PRIMARY KEY ("owner","place")
);

-- CreateIndex
CREATE INDEX "connection_places_process_id_idx" ON "connection_places"("process_id");

-- AddForeignKey
ALTER TABLE "connection_places" ADD CONSTRAINT "connection_places_process_id_fkey" FOREIGN KEY ("process_id") REFERENCES "server_processes"("id") ON DELETE CASCADE ON UPDATE CASCADE;
