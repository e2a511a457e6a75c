-- Write a document of each draft, in one process: pandoc lua pandoc.lua FORMAT OUT FILE...
local format, out = arg[1], arg[2]
for at = 3, #arg do
  local source = io.open(arg[at], "rb")
  local document = pandoc.read(source:read("a"), "gfm+yaml_metadata_block")
  source:close()
  local name = arg[at]:match("([^/]+)%.md$")
  local target = io.open(out .. "/" .. name .. "." .. format, "wb")
  target:write(pandoc.write(document, format))
  target:close()
end
